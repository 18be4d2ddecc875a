package org.mingjian.kernel.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The arguments of a command taken apart: {@code --name value} pairs, and the rest in order. */
public final class Options {

    private final Map<String, List<String>> named = new HashMap<>();
    private final List<String> rest = new ArrayList<>();

    private Options() {}

    /** Options named in {@code known} take one value each, and may be repeated; any other option is refused. */
    public static Options of(String[] args, Set<String> known) {
        Options options = new Options();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (!arg.startsWith("-") || arg.equals("-")) {
                options.rest.add(arg);
            } else if (!known.contains(arg)) {
                throw new BadCall("unknown option " + arg + "; --help lists them");
            } else if (i + 1 == args.length) {
                throw new BadCall("option " + arg + " needs a value");
            } else {
                options.named.computeIfAbsent(arg, name -> new ArrayList<>()).add(args[++i]);
            }
        }
        return options;
    }

    public Optional<String> find(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new BadCall("option " + name + " is given twice");
        }
        return values.stream().findFirst();
    }

    public String need(String name) {
        return find(name).orElseThrow(() -> new BadCall("option " + name + " is missing; --help shows an example"));
    }

    public List<String> all(String name) {
        return named.getOrDefault(name, List.of());
    }

    /** The arguments that are not options, in order. */
    public List<String> rest() {
        return List.copyOf(rest);
    }

    /** The only argument that is not an option. */
    public String only(String what) {
        if (rest.size() != 1) {
            throw new BadCall("give exactly one " + what + "; --help shows an example");
        }
        return rest.get(0);
    }
}
