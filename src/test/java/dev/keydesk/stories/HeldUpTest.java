package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.CallInterceptors;
import dev.keydesk.RuntimeContext;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.TransactionHook;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The machine the desk runs on stands still for a while, in the midst of a pick-up. */
class HeldUpTest extends Story {
    private final AtomicReference<Runnable> afterTransaction = new AtomicReference<>(() -> {});

    @Override
    protected World world(Path in) {
        return World.stepped(in, UnaryOperator.identity(), this::withHolds);
    }

    private RuntimeContext withHolds(RuntimeContext around) {
        var holds =
                new TransactionHook() {
                    @Override
                    public void before() {}

                    @Override
                    public void after() {
                        afterTransaction.get().run();
                    }
                };
        return new RuntimeContext(
                around.clock(),
                around.sharedTime(),
                around.random(),
                around.chatTimeouts(),
                around.entraTimeouts(),
                around.engine(),
                around.reach(),
                CallInterceptors.real().withTransactionHook(holds));
    }

    /** Two minutes, once, as soon as the request is stored in that state. */
    private void holdsAfter(Class<? extends SecretRequest> state) {
        afterTransaction.set(() -> {
            if (state.isInstance(theRequest())) {
                afterTransaction.set(() -> {});
                world().clock().pass(Duration.ofMinutes(2));
            }
        });
    }

    @Test
    void before_entra_is_asked_no_key_is_made_and_the_approval_stands() {
        aliceAsksAndBobApproves();
        holdsAfter(SecretRequest.Minting.class);
        alice().sees("can pick it up").press("Pick up the secret");

        alice().seesPrivately("The desk was delayed before it could ask Entra for a secret.");
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("Client secret (value)");
    }

    @Test
    void before_the_value_is_shown_it_is_not_shown_and_the_requester_can_go_on() {
        aliceAsksAndBobApproves();
        holdsAfter(SecretRequest.HandedOver.class);
        alice().sees("can pick it up").press("Pick up the secret");

        alice().seesPrivately("was delayed and has not shown it");
        alice().doesNotSee("Client secret (value)");
        alice().sees("Do you have it?").press("I did not get it");
        world().timePasses(Duration.ofMinutes(10));
        assertThat(keysMade()).isEmpty();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("Client secret (value)");
        assertThat(keysMade()).hasSize(1);
    }
}
