package org.mingjian.evaluation.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.app.CorrectingPrices;
import org.mingjian.evaluation.app.ReadingBidFiles;
import org.mingjian.evaluation.scoring.PriceCorrection;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Money;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One bid as a member looks at it: its files, and the correction of its price. */
@RestController
@RequestMapping("/api/seats/{seat}/bids/{bid}")
class SeatBidController {

    private static final String DECIMAL = "\\d{1,15}(\\.\\d{1,6})?";

    record LineOf(
            @NotBlank @Pattern(regexp = DECIMAL) String unitPrice,
            @NotBlank @Pattern(regexp = DECIMAL) String quantity) {}

    /**
     * @param words the total in words, written as a number; null when the bid says the same in words and figures
     * @param minutes the bidder has to answer
     */
    record Correction(
            @Nullable @Pattern(regexp = DECIMAL) String words,
            @Nullable @Size(max = 2000) List<@Valid LineOf> lines,
            @Min(10) @Max(1440) int minutes) {}

    record Asked(UUID inquiry) {}

    private final ReadingBidFiles files;
    private final CorrectingPrices correcting;

    SeatBidController(ReadingBidFiles files, CorrectingPrices correcting) {
        this.files = files;
        this.correcting = correcting;
    }

    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/files")
    List<ReadingBidFiles.FileLine> list(@PathVariable UUID seat, @PathVariable String bid, Caller caller) {
        return files.list(seat, bid, caller);
    }

    /** Always as an attachment; the page shows what it can in a frame of its own. */
    @Needs(Permission.EVALUATION_SEAT)
    @GetMapping("/files/{sm3}")
    ResponseEntity<InputStreamResource> open(
            @PathVariable UUID seat, @PathVariable String bid, @PathVariable String sm3, Caller caller) {
        ReadingBidFiles.Content file = files.open(seat, bid, sm3, caller);
        String name = file.name().substring(file.name().lastIndexOf('/') + 1);
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(file.size())
                .body(new InputStreamResource(file.bytes()));
    }

    /** What the correction would be; nobody is asked. */
    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/correction/preview")
    CorrectingPrices.Computed preview(
            @PathVariable UUID seat, @PathVariable String bid, @Valid @RequestBody Correction request, Caller caller) {
        return correcting.compute(seat, wanted(bid, request), caller);
    }

    @Needs(Permission.EVALUATION_SEAT)
    @PostMapping("/correction")
    Asked correct(
            @PathVariable UUID seat, @PathVariable String bid, @Valid @RequestBody Correction request, Caller caller) {
        return new Asked(correcting.ask(seat, wanted(bid, request), caller));
    }

    private static CorrectingPrices.Wanted wanted(String bid, Correction request) {
        List<LineOf> lines = request.lines() == null ? List.of() : request.lines();
        return new CorrectingPrices.Wanted(
                bid,
                request.words() == null ? null : Money.of(request.words()),
                lines.stream()
                        .map(line -> new PriceCorrection.Line(
                                new BigDecimal(line.unitPrice()), new BigDecimal(line.quantity())))
                        .toList(),
                request.minutes());
    }
}
