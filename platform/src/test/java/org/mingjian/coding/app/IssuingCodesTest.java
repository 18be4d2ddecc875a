package org.mingjian.coding.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjian.coding.Codes;
import org.mingjian.coding.CodingError;
import org.mingjian.coding.IssuedCode;
import org.mingjian.coding.PlatformCode;
import org.mingjian.coding.TradeCode;
import org.mingjian.coding.domain.CheckCharacter;
import org.mingjian.coding.store.CodeStore;
import org.mingjian.kernel.CreditCode;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IssuingCodesTest {

    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final CreditCode OPERATOR = CreditCode.of("12320000466011756J");
    private static final PlatformCode PLATFORM = new PlatformCode("E1401000001");

    private final DataSourceTransactionManager transactions =
            new DataSourceTransactionManager(TestDatabase.fresh().dataSource());
    private final JdbcClient sql = JdbcClient.create(Objects.requireNonNull(transactions.getDataSource()));
    private final Codes codes =
            new IssuingCodes(new CodeStore(sql), InstantSource.fixed(NOON), CheckCharacter.MOD_37_2, Set.of("A01"));

    @Test
    void codesNestAndCountFromOne() {
        var project = inTransaction(() -> codes.issueProject(PLATFORM));
        var tenderProject = inTransaction(() -> codes.issueTenderProject(project));
        var first = inTransaction(() -> codes.issueSection(tenderProject));
        var second = inTransaction(() -> codes.issueSection(tenderProject));

        assertThat(project.value()).isEqualTo("E1401000001000001");
        assertThat(tenderProject.value()).isEqualTo("E1401000001000001001");
        assertThat(first.value()).isEqualTo("E1401000001000001001001");
        assertThat(second.value()).isEqualTo("E1401000001000001001002");
        assertThat(second.tenderProject().project().platform()).isEqualTo(PLATFORM);
    }

    @Test
    void aTradeCodeIsWrittenDownWithWhereItCameFrom() {
        TradeCode code = inTransaction(() -> codes.issueTradeCode("A01", OPERATOR, DAY));

        assertThat(code.value()).startsWith("A01-12320000466011756J-20260302-000001-");
        assertThat(codes.find(code.value()))
                .contains(new IssuedCode(code.value(), "trade", "A01-12320000466011756J-20260302", NOON));
    }

    @Test
    void manyAtOnceGetDifferentCodesWithoutAGap() throws InterruptedException, ExecutionException {
        int wanted = 800;
        List<String> issued = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            List<Future<String>> running = IntStream.range(0, wanted)
                    .mapToObj(number -> pool.submit(() -> inTransaction(
                            () -> codes.issueTradeCode("A01", OPERATOR, DAY).value())))
                    .toList();
            for (Future<String> one : running) {
                issued.add(one.get());
            }
        }

        assertThat(issued)
                .map(code -> Integer.parseInt(new TradeCode(code).serial()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, wanted).boxed().toList());
        assertThat(sql.sql("select count(*) from coding.issued")
                        .query(Integer.class)
                        .single())
                .isEqualTo(wanted);
    }

    @Test
    void aTransactionThatFailsUsesNoCodeUp() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    codes.issueProject(PLATFORM);
                    throw new IllegalStateException("the caller fails");
                }))
                .hasMessage("the caller fails");

        assertThat(inTransaction(() -> codes.issueProject(PLATFORM)).value()).endsWith("000001");
    }

    @Test
    void aUsedUpCounterFails() {
        sql.sql("insert into coding.counter (prefix, last) values ('E1401000001', 999999)")
                .update();

        assertThatThrownBy(() -> inTransaction(() -> codes.issueProject(PLATFORM)))
                .isInstanceOfSatisfying(PlatformException.class, failure -> assertThat(failure.code())
                        .isEqualTo(CodingError.SERIALS_USED_UP));
    }

    @Test
    void anUnknownTradeClassFails() {
        assertThatThrownBy(() -> inTransaction(() -> codes.issueTradeCode("Z01", OPERATOR, DAY)))
                .isInstanceOfSatisfying(PlatformException.class, failure -> assertThat(failure.code())
                        .isEqualTo(CodingError.TRADE_CLASS_UNKNOWN));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> work.get()));
    }
}
