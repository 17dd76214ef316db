package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.function.Function;

/** A method of the Web API: what it needs, how often it may be called, and its work. */
record ApiMethod(
        String name,
        Optional<String> scope,
        RateLimits.Tier tier,
        Input input,
        Function<ApiRequest, ObjectNode> work) {

    /** How arguments arrive; methods that only read ignore a JSON body. */
    enum Input {
        FORM,
        FORM_OR_JSON
    }

    static ApiMethod reading(
            String name,
            Optional<String> scope,
            RateLimits.Tier tier,
            Function<ApiRequest, ObjectNode> work) {
        return new ApiMethod(name, scope, tier, Input.FORM, work);
    }

    static ApiMethod writing(
            String name,
            Optional<String> scope,
            RateLimits.Tier tier,
            Function<ApiRequest, ObjectNode> work) {
        return new ApiMethod(name, scope, tier, Input.FORM_OR_JSON, work);
    }

    static ObjectNode ok() {
        return Json.object().put("ok", true);
    }
}
