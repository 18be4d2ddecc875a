package org.mingjian.exchange.app;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Things in ascending order of their names that come page by page; one page is in memory. */
final class Pages<T> {

    private final Source<T> source;
    private final Function<T, String> name;
    private List<T> page = List.of();
    private int at;
    private String last;
    private String next;
    private boolean begun;

    /** One page and what to ask for the one behind it; empty when there is none. */
    record Page<T>(List<T> items, String next) {}

    /** Where pages come from. */
    interface Source<T> {
        Page<T> after(String last) throws UpperLine.Away, InterruptedException;
    }

    Pages(Source<T> source, Function<T, String> name) {
        this("", source, name);
    }

    /** @param behind only what comes after this name */
    Pages(String behind, Source<T> source, Function<T, String> name) {
        this.source = source;
        this.name = name;
        this.last = behind;
        this.next = behind;
    }

    String nameOf(T one) {
        return name.apply(one);
    }

    /** The first that has not been taken, or null when all have. */
    @Nullable
    T peek() throws UpperLine.Away, InterruptedException {
        while (at == page.size() && (!begun || !next.isEmpty())) {
            turn();
        }
        return at < page.size() ? page.get(at) : null;
    }

    /** Pages that repeat or go back would never end. */
    private void turn() throws UpperLine.Away, InterruptedException {
        Page<T> fresh = source.after(next);
        for (T one : fresh.items()) {
            String now = name.apply(one);
            if (now.compareTo(last) <= 0) {
                throw new UpperLine.Away("上级平台的核对结果次序不对：" + now);
            }
            last = now;
        }
        if (!fresh.next().isEmpty() && (fresh.items().isEmpty() || fresh.next().compareTo(next) <= 0)) {
            throw new UpperLine.Away("上级平台的核对结果没有尽头");
        }
        begun = true;
        page = fresh.items();
        at = 0;
        next = fresh.next();
    }

    void take() {
        at++;
    }

    /** What to do with a name that one side has, or both. */
    interface Each<T> {
        void pair(@Nullable T here, @Nullable T there) throws UpperLine.Away, InterruptedException;
    }

    /** Walks both sides at once. */
    static <T> void walk(Pages<T> here, Pages<T> there, Each<T> each) throws UpperLine.Away, InterruptedException {
        while (true) {
            T ours = here.peek();
            T theirs = there.peek();
            if (ours == null && theirs == null) {
                return;
            }
            int order =
                    ours == null ? 1 : theirs == null ? -1 : here.nameOf(ours).compareTo(there.nameOf(theirs));
            if (order <= 0) {
                here.take();
            }
            if (order >= 0) {
                there.take();
            }
            each.pair(order <= 0 ? ours : null, order >= 0 ? theirs : null);
        }
    }
}
