package dev.keydesk.credentiallist;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.reminder.RenewalFormOpener;

import java.util.Optional;

/** Opens the renewal form from a list, as a reminder does. */
public final class RenewButton {
    private static final String GONE =
            "That credential is no longer in Entra, as far as the desk has seen, so there is"
                    + " nothing to renew. Nothing was opened.";

    private final Credentials credentials;
    private final RenewalFormOpener renewalFormOpener;

    public RenewButton(Credentials credentials, RenewalFormOpener renewalFormOpener) {
        this.credentials = credentials;
        this.renewalFormOpener = renewalFormOpener;
    }

    /**
     * Opens the form while the trigger id is valid.
     *
     * @param value of the button, which may be anything
     * @return a sentence for that person if no form was opened
     */
    public Optional<String> open(UserId by, String value, String triggerId) {
        var key =
                KeyName.parse(value)
                        .flatMap(name -> credentials.find(name.app(), name.keyId()))
                        .filter(Credential.Live.class::isInstance)
                        .map(Credential::key);
        return key.isEmpty() ? Optional.of(GONE) : renewalFormOpener.open(by, key.get(), triggerId);
    }
}
