package org.mingjian;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.mingjian.kernel.Lifecycle;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeLife;
import org.mingjian.tender.TradeState;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * {@code docs/modules/README.md} is written from the code: modules, what they use, what others may call, and the life
 * of a trade. {@code ArchitectureTest} compares it, and rewrites it with {@code -Dmingjian.write=true}.
 */
final class ModulesDocument {

    private ModulesDocument() {}

    static String of(ApplicationModules modules) {
        StringBuilder out = new StringBuilder("# Modules\n\nWritten from the code by `ArchitectureTest`.\n\n")
                .append("| module | uses | interface |\n|---|---|---|\n");
        modules.stream()
                .sorted(Comparator.comparing(module -> module.getIdentifier().toString()))
                .forEach(module -> out.append(row(module, modules)));
        out.append("\n## The life of a trade\n\n```mermaid\nstateDiagram-v2\n");
        diagram(TradeLife.TABLE, out);
        return out.append("```\n").toString();
    }

    private static String row(ApplicationModule module, ApplicationModules modules) {
        List<String> uses = module.getDirectDependencies(modules)
                .uniqueModules()
                .map(used -> used.getIdentifier().toString())
                .sorted()
                .toList();
        List<String> offers = StreamSupport.stream(module.getBasePackage().spliterator(), false)
                .filter(type ->
                        type.getPackageName().equals(module.getBasePackage().getName()))
                .filter(type -> type.isInterface() && type.isTopLevelClass() && !type.isAnnotation())
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .map(type -> "`" + type.getSimpleName() + "`")
                .filter(name -> !name.equals("`package-info`"))
                .sorted()
                .toList();
        return "| " + module.getIdentifier() + " | " + String.join(", ", uses) + " | " + String.join(", ", offers)
                + " |\n";
    }

    private static void diagram(Lifecycle<TradeState, TradeFact> life, StringBuilder out) {
        out.append("    [*] --> ").append(life.start()).append('\n');
        for (Map.Entry<TradeState, Map<TradeFact, TradeState>> from :
                life.edges().entrySet()) {
            for (Map.Entry<TradeFact, TradeState> edge : from.getValue().entrySet()) {
                if (edge.getValue() != from.getKey()) {
                    out.append("    ")
                            .append(from.getKey())
                            .append(" --> ")
                            .append(edge.getValue())
                            .append(" : ")
                            .append(edge.getKey().kind())
                            .append('\n');
                }
            }
        }
        life.ends().forEach(end -> out.append("    ").append(end).append(" --> [*]\n"));
    }
}
