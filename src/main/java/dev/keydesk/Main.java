package dev.keydesk;

/** The front door: one program, several commands. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("keydesk " + String.join(" ", args));
    }
}
