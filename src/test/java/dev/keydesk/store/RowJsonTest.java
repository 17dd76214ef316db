package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What becomes of facts in lists that only a newer version knows, when this one writes the row. */
class RowJsonTest {
    private record Item(String name, Optional<String> of) {}

    private record Facts(List<Item> items) {
        static Facts of(String items) {
            return new Facts(
                    Pattern.compile(" ")
                            .splitAsStream(items)
                            .filter(item -> !item.isEmpty())
                            .map(item -> new Item(item, Optional.empty()))
                            .toList());
        }
    }

    /** With a fact that says which item it belongs to. */
    private static String ofNewerVersion(String items) {
        return RowJson.write(Facts.of(items))
                .replaceAll("\\{\"name\":\"(\\w)\"", "{\"owner\":\"$1's\",\"name\":\"$1\"");
    }

    private static String owners(String body) {
        return Pattern.compile("\"name\":\"(\\w)\",\"of\":null(?:,\"owner\":\"(\\w's)\")?")
                .matcher(body)
                .results()
                .map(item -> item.group(1) + "=" + Optional.ofNullable(item.group(2)).orElse("?"))
                .reduce("%s %s"::formatted)
                .orElse("");
    }

    @ParameterizedTest(name = "{0}, then {1}")
    @CsvSource({
        "a b c, a b c, a=a's b=b's c=c's",
        "a b c, c b a, c=c's b=b's a=a's",
        "a b c, a c, a=a's c=c's",
        "a b, x a b, x=? a=a's b=b's",
        "a b c, a x c, a=a's x=b's c=c's",
        "a a, a, a=a's",
        "a, a a, a=a's a=?",
        "a b, '', ''",
        "'', a, a=?"
    })
    void what_stays_keeps_its_facts(String before, String after, String owners) {
        var now = RowJson.write(Facts.of(after), Facts.of(before), ofNewerVersion(before));
        assertThat(owners(now)).isEqualTo(owners);
    }
}
