package org.mingjian.document.app;

import java.util.List;
import org.mingjian.document.domain.FileShelf;
import org.mingjian.document.store.DocumentStore;
import org.mingjian.ops.StartRefused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Before the log is read again (a restore): every file that a row names is on the shelf. */
@Component
@Order(1)
@ConditionalOnProperty("mingjian.check-log")
class CheckingFilesOnce implements ApplicationRunner {

    private final DocumentStore store;
    private final FileShelf shelf;
    private final JsonMapper json;

    CheckingFilesOnce(DocumentStore store, FileShelf shelf, JsonMapper json) {
        this.store = store;
        this.shelf = shelf;
        this.json = json;
    }

    /** @param missing SM3 of the files that are not there, the first 100 */
    record Report(long documents, List<String> missing) {}

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> named = store.digests();
        List<String> missing =
                named.stream().filter(sm3 -> !shelf.holds(sm3)).limit(100).toList();
        System.out.println(json.writeValueAsString(new Report(named.size(), missing)));
        if (!missing.isEmpty()) {
            throw new StartRefused("Files are missing that the database names; the first is " + missing.getFirst());
        }
    }
}
