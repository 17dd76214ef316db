package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Collections;

/** Where the page listens. */
class PageServerTest {
    private final PageLab lab = new PageLab();

    PageServerTest() throws IOException {}

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void a_taken_port_makes_it_take_a_later_one() {
        try (var second = new PageServer(lab.worldStage())) {
            second.start(lab.page.port());

            assertThat(second.port()).isGreaterThan(lab.page.port());
            assertThat(second.address().toString())
                    .isEqualTo("http://127.0.0.1:" + second.port() + "/");
        }
    }

    @Test
    void it_listens_on_this_machine_only() throws IOException {
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, lab.page.port()).close())
                            .isInstanceOf(IOException.class);
                }
            }
        }
        assertThat(lab.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void it_has_no_port_before_it_starts() {
        try (var idle = new PageServer(lab.worldStage())) {
            assertThatThrownBy(idle::port).isInstanceOf(IllegalStateException.class);
        }
    }
}
