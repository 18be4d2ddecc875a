package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.mingjian.kernel.ErrorCode;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.DatabaseAway;
import org.mingjian.portal.web.Frame.Crumb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What goes wrong on the public site, as a page in words; for those who asked for JSON as RFC 9457. */
@ControllerAdvice(basePackageClasses = PortalProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public class PortalProblems {

    private static final Logger LOG = LoggerFactory.getLogger(PortalProblems.class);

    /** RFC 9457 fields, which the page shows too. */
    public record Problem(String type, String title, int status, String code, String detail) {}

    private final Pages pages;

    PortalProblems(Pages pages) {
        this.pages = pages;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(PlatformException e, HttpServletRequest request) {
        HttpStatus status = status(e.code().kind());
        return answer(request, status, e.code().title(), e.code().name(), String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<byte[]> invalid(IllegalArgumentException e, HttpServletRequest request) {
        LOG.debug("invalid input", e);
        return answer(request, HttpStatus.BAD_REQUEST, "地址中的内容不符合要求", "INVALID_INPUT", "");
    }

    @ExceptionHandler({IllegalStateException.class, DataAccessException.class, TransactionException.class})
    ResponseEntity<byte[]> bug(RuntimeException e, HttpServletRequest request) {
        if (DatabaseAway.causes(e)) {
            LOG.warn("{} {}: the database is away", request.getMethod(), request.getRequestURI());
            ResponseEntity<byte[]> answer = answer(
                    request,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    DatabaseAway.TITLE,
                    DatabaseAway.CODE,
                    DatabaseAway.DETAIL);
            return ResponseEntity.status(answer.getStatusCode())
                    .headers(answer.getHeaders())
                    .header(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseAway.RETRY_AFTER_SECONDS))
                    .body(answer.getBody());
        }
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), e);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "平台出错", "INTERNAL", "已记录，请稍后重试。");
    }

    ResponseEntity<byte[]> answer(
            HttpServletRequest request, HttpStatus status, String title, String code, String detail) {
        Problem problem = new Problem("about:blank", title, status.value(), code, detail);
        View view = View.of("portal/problem.jte", title, problem, new Crumb("首页", "/"))
                .with(Map.of());
        return pages.answerOnce(request, status, view);
    }

    private static HttpStatus status(ErrorCode.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case GONE -> HttpStatus.GONE;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
