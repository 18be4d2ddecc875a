package org.mingjian.kernel.command;

import java.io.PrintStream;

/**
 * An offline command for people outside. It prints JSON on {@code out}, one object a line where there are many, and
 * words
 * for people on {@code err}. The dispatcher answers {@link BadCall}, {@link BadInput} and the {@code --help} option.
 */
public interface Command {

    /** All good. */
    int GOOD = 0;

    /** Something is wrong with what was checked. */
    int WRONG = 1;

    /** The call is wrong. */
    int MISUSED = 2;

    /** Runs with the arguments that follow the command's name. */
    int run(String[] args, Input in, PrintStream out, PrintStream err);

    /** What {@code --help} prints: what it does, its arguments, and an example. */
    String help();
}
