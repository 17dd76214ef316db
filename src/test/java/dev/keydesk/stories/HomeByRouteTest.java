package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A route in keydesk.yml that calls people makes them look after its apps. */
class HomeByRouteTest extends LookingStory {
    @Override
    String reminders() {
        return super.reminders()
                + """
                  routes:
                    - apps: ["billing-test"]
                      channel: %1$s
                    - apps: ["billing*"]
                      channel: %1$s
                      mention:
                        users: [%2$s]
                        user-groups: [%3$s]
                """
                        .formatted(
                                TWIN.general().value(),
                                TWIN.bob().value(),
                                TWIN.slack().workspace().groups().getFirst().id().value());
    }

    @Test
    void people_and_groups_of_the_first_route_that_fits_look_after_the_app() {
        ends("export", 20);
        var other = entra().tenant().app("billing-test", app -> app.ownedBy(desk()));
        ends(other, "hidden", 20);
        scanLater();

        assertThat(bob().opensHome().says()).contains("“export”").doesNotContain("“hidden”");
        // In the group.
        assertThat(alice().opensHome().says()).contains("“export”").doesNotContain("“hidden”");
        assertThat(carol().opensHome().says()).doesNotContain("“export”");
    }
}
