package dev.keydesk.bench;

/** The least a JVM can do: it says that it is there. */
final class BareStart {
    private BareStart() {}

    public static void main(String[] args) {
        System.out.println("here");
    }
}
