package org.mingjian.ops;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A start that fails for a reason outside the platform ends with exactly one line that says what to do. Anything else
 * is a bug and keeps its stack trace.
 */
final class OneLineReport implements SpringBootExceptionReporter {

    /** Spring hands over the context; it is null when the start failed before there was one. */
    OneLineReport(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String line =
                    switch (cause) {
                        case StartRefused refused -> refused.getMessage();
                        case PortInUseException taken -> PortCheck.taken(taken.getPort());
                        default -> null;
                    };
            if (line != null) {
                System.err.println("mingjian: " + line.lines().findFirst().orElse(""));
                return true;
            }
        }
        return false;
    }
}
