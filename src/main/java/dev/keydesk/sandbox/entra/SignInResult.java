package dev.keydesk.sandbox.entra;

/** The token endpoint's answer to a client id and a secret. */
public sealed interface SignInResult {

    /** The value is known and valid now. */
    record Accepted(String appId) implements SignInResult {}

    /** Refused with one of Microsoft's AADSTS numbers, such as 7000215. */
    record Refused(int status, String error, int code, String message) implements SignInResult {
        @Override
        public String toString() {
            return "AADSTS" + code + ": " + message;
        }
    }
}
