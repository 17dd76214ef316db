package dev.keydesk.credentiallist;

import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.ownership.CredentialText;
import dev.keydesk.ownership.CredentialView;
import dev.keydesk.request.Policy;

import java.time.Instant;
import java.util.Optional;

/** Renders a credential with the button to renew it, on the Home tab and in lists. */
public final class KeyLine {
    public static final String RENEW = "renew-listed-key";

    private final Policy policy;

    /** Offers the button only for apps that this policy allows. */
    public KeyLine(Policy policy) {
        this.policy = policy;
    }

    /** Returns the credential with the name of its app. */
    public LayoutBlock withApp(CredentialView view, Instant now) {
        return line(CredentialText.withApp(view, now), view);
    }

    LayoutBlock line(String markup, CredentialView view) {
        return renews(view).map(button -> section(markup, button)).orElseGet(() -> section(markup));
    }

    /**
     * Empty for certificates, for apps that Keydesk does not serve, for a credential that has been
     * renewed, and for one that Microsoft renews.
     */
    private Optional<Button> renews(CredentialView view) {
        var key = view.key();
        boolean done = view.superseded().isPresent() || key.isOfApplicationProxy();
        if (done || key.kind() != Kind.SECRET || !policy.serves(key.app())) {
            return Optional.empty();
        }
        var spoken =
                "Renew %s of %s"
                        .formatted(
                                key.name().filter(it -> !it.isBlank()).orElse("the credential"),
                                key.app().name());
        return Optional.of(Button.of(RENEW, "Renew", KeyName.of(key).value()).spoken(spoken));
    }
}
