package dev.keydesk.entra;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two lists of one order made into one: those of a longer list that stay, by their places in it,
 * and newcomers, by their numbers. A newcomer's place is found by halving, so that most of those
 * that stay are never looked at.
 */
final class Woven {
    /** The place of one that stays, or the complement of a newcomer's number. */
    private final int[] order;

    private Woven(int[] order) {
        this.order = order;
    }

    /** Whether what stays at that place comes before that newcomer. */
    @FunctionalInterface
    interface Before {
        boolean test(int place, int newcomer);
    }

    /**
     * @param stay places, in the order of what is there
     * @param newcomers how many there are; they are in order too
     */
    static Woven of(int[] stay, int newcomers, Before before) {
        var order = new int[stay.length + newcomers];
        int done = 0;
        for (int newcomer = 0; newcomer < newcomers; newcomer++) {
            int number = newcomer;
            int upTo = first(done, stay.length, at -> !before.test(stay[at], number));
            System.arraycopy(stay, done, order, done + newcomer, upTo - done);
            order[upTo + newcomer] = ~newcomer;
            done = upTo;
        }
        System.arraycopy(stay, done, order, done + newcomers, stay.length - done);
        return new Woven(order);
    }

    /** The first from there on for which it holds, given that it holds for all behind that too. */
    static int first(int from, int to, IntPredicate holds) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    int size() {
        return order.length;
    }

    /** What is done with one of them, by its place before or its number, and its place now. */
    @FunctionalInterface
    interface AtPlace {
        void accept(int from, int to);
    }

    void forEach(AtPlace staying, AtPlace newcomer) {
        for (int to = 0; to < order.length; to++) {
            if (order[to] >= 0) {
                staying.accept(order[to], to);
            } else {
                newcomer.accept(~order[to], to);
            }
        }
    }

    <T> Stream<T> map(IntFunction<T> staying, IntFunction<T> newcomer) {
        return Arrays.stream(order)
                .mapToObj(at -> at >= 0 ? staying.apply(at) : newcomer.apply(~at));
    }

    IntStream mapToInt(IntUnaryOperator staying, IntUnaryOperator newcomer) {
        return Arrays.stream(order)
                .map(at -> at >= 0 ? staying.applyAsInt(at) : newcomer.applyAsInt(~at));
    }

    /**
     * Where everybody is now.
     *
     * @param before how many there were
     */
    Places places(int before) {
        var staying = new int[before];
        Arrays.fill(staying, -1);
        var newcomers = new int[order.length];
        forEach((place, to) -> staying[place] = to, (number, to) -> newcomers[number] = to);
        return new Places(staying, newcomers);
    }

    /** Places in the new list, by the place in the one before or by the newcomer's number. */
    static final class Places {
        private final int[] staying;
        private final int[] newcomers;

        private Places(int[] staying, int[] newcomers) {
            this.staying = staying;
            this.newcomers = newcomers;
        }

        boolean stays(int before) {
            return staying[before] >= 0;
        }

        int ofStaying(int before) {
            return staying[before];
        }

        int ofNewcomer(int number) {
            return newcomers[number];
        }
    }
}
