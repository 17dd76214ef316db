package dev.keydesk.expirychart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The number of credentials that expire in each of twelve months. It has no names and no ids, so
 * whoever sees it learns only how many there are.
 *
 * @param first the current month
 * @param ending one number for each month
 */
public record ExpiryChart(YearMonth first, List<Integer> ending) {
    public static final int COUNT = 12;

    public ExpiryChart {
        ending = List.copyOf(ending);
        if (ending.size() != COUNT || Collections.min(ending) < 0) {
            throw new IllegalArgumentException("not twelve numbers: " + ending);
        }
    }

    /**
     * Counts future expiry dates; those after the twelve months are left out.
     *
     * @param zone the time zone that decides which month a moment belongs to
     */
    public static ExpiryChart of(Collection<Instant> ends, Instant now, ZoneId zone) {
        var first = YearMonth.from(LocalDate.ofInstant(now, zone));
        var last = first.plusMonths(COUNT).atDay(1).atStartOfDay(zone).toInstant();
        var counts = new int[COUNT];
        for (var end : ends) {
            if (end.isAfter(now) && end.isBefore(last)) {
                var month = YearMonth.from(LocalDate.ofInstant(end, zone));
                counts[Math.toIntExact(first.until(month, ChronoUnit.MONTHS))]++;
            }
        }
        return new ExpiryChart(first, IntStream.of(counts).boxed().toList());
    }

    /** Returns the sum of all months. */
    public int total() {
        return ending.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the months, such as {@code Mar 2026}. */
    List<String> names() {
        return IntStream.range(0, COUNT).mapToObj(this::name).toList();
    }

    private String name(int month) {
        var it = first.plusMonths(month);
        return it.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + it.getYear();
    }

    /** Returns all numbers in words, for people who cannot see the picture. */
    public String inWords() {
        if (total() == 0) {
            return "No credential expires from %s to %s.".formatted(name(0), name(COUNT - 1));
        }
        return IntStream.range(0, COUNT)
                .mapToObj(month -> "%s %s".formatted(name(month), ending.get(month)))
                .collect(Collectors.joining(", ", "Credentials that expire, by month: ", "."));
    }
}
