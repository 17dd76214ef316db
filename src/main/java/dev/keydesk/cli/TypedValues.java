package dev.keydesk.cli;

import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Parses the values of options. Picocli's own way shows Java's messages for a wrong value. */
final class TypedValues {
    private TypedValues() {}

    static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException noDay) {
            throw new TypeConversionException(
                    "that is not a day. Write it as year, month and day, such as 2026-12-31.");
        }
    }

    static int wholeNumber(String typed) {
        try {
            return Integer.parseInt(typed);
        } catch (NumberFormatException noNumber) {
            throw new TypeConversionException(
                    "that is not a whole number. Write it in digits, such as 8080.");
        }
    }
}
