package dev.keydesk.cli;

import picocli.CommandLine.TypeConversionException;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads what follows an option. Picocli's own way tells people what Java says to nonsense. */
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
