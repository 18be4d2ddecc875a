package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.identity.app.NotingRefusals;
import org.mingjian.identity.app.Origin;
import org.mingjian.identity.app.RecordingActs;
import org.mingjian.identity.store.UnstorableText;
import org.mingjian.kernel.ErrorCode;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.ops.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** The one place where a refusal, a failure or a bug becomes an RFC 9457 answer: code, basis, words for a person. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final NotingRefusals refusals;
    private final RecordingActs acts;

    Problems(NotingRefusals refusals, RecordingActs acts) {
        this.refusals = refusals;
        this.acts = acts;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedException e, HttpServletRequest request) {
        Refusal refusal = e.refusal();
        if (request.getAttribute(SessionFilter.CALLER) instanceof Caller caller) {
            refusals.note(caller, request.getMethod() + " " + request.getRequestURI(), refusal);
        }
        return answer(HttpStatus.UNPROCESSABLE_ENTITY, "依规不予办理", refusal.code(), refusal.basis(), refusal.detail());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(PlatformException e) {
        ErrorCode code = e.code();
        if (code.kind() == ErrorCode.Kind.FORBIDDEN) {
            Origin.present().ifPresent(origin -> acts.forbidden(origin, code.name()));
        }
        return answer(status(code.kind()), code.title(), code.name(), "", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalid(IllegalArgumentException e) {
        LOG.debug("invalid input", e);
        return answer(HttpStatus.BAD_REQUEST, "填写的内容不符合要求", "INVALID_INPUT", "", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> badFields(InvalidFields e) {
        Map<String, String> fields = new LinkedHashMap<>();
        e.problems().forEach(problem -> fields.merge(problem.field(), problem.message(), (a, b) -> a + "；" + b));
        ProblemDetail answer = detail(HttpStatus.BAD_REQUEST, "填写的内容不符合要求", "INVALID_INPUT", "", fields.toString());
        answer.setProperty("fields", fields);
        answer.setProperty("problems", e.problems());
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }

    /** A character that no database keeps (U+0000) is the sender's mistake; any other broken constraint is ours. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unstorable(DataIntegrityViolationException e, HttpServletRequest request) {
        if (UnstorableText.causes(e)) {
            return answer(HttpStatus.BAD_REQUEST, "填写的内容不符合要求", "INVALID_INPUT", "", "文字中含有不能保存的字符（U+0000）");
        }
        return bug(e, request);
    }

    /** A database that is away is nobody's bug; whatever else nobody thought of is ours, and its log tells where. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> bug(RuntimeException e, HttpServletRequest request) {
        if (DatabaseAway.causes(e)) {
            LOG.warn("{} {}: the database is away", request.getMethod(), request.getRequestURI());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, Integer.toString(DatabaseAway.RETRY_AFTER_SECONDS))
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(detail(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            DatabaseAway.TITLE,
                            DatabaseAway.CODE,
                            "",
                            DatabaseAway.DETAIL));
        }
        LOG.error("{} {}", request.getMethod(), request.getRequestURI(), e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "平台出错", "INTERNAL", "", "已记录，请稍后重试或联系平台");
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Map<String, String> fields = new LinkedHashMap<>();
        e.getBindingResult()
                .getFieldErrors()
                .forEach(field -> fields.put(field.getField(), String.valueOf(field.getDefaultMessage())));
        ProblemDetail problem = detail(HttpStatus.BAD_REQUEST, "填写的内容不符合要求", "INVALID_INPUT", "", fields.toString());
        problem.setProperty("fields", fields);
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = e.getMostSpecificCause();
        String path = ((ServletWebRequest) request).getRequest().getRequestURI();
        LOG.debug("unreadable request to {}", path, e);
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        ProblemDetail problem = detail(HttpStatus.BAD_REQUEST, "填写的内容不符合要求", "INVALID_INPUT", "", "请求内容读不懂：" + said);
        fieldOf(e).ifPresent(field -> {
            FieldProblem unreadable = new FieldProblem(field, "UNREADABLE", "缺少此项，或写法不对");
            problem.setProperty("fields", Map.of(field, unreadable.message()));
            problem.setProperty("problems", List.of(unreadable));
        });
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** Path of the field at which reading stopped, such as {@code terms.criteria[2].full}. */
    private static Optional<String> fieldOf(HttpMessageNotReadableException e) {
        if (!(e.getCause() instanceof DatabindException reading)) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : reading.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? Optional.empty() : Optional.of(path.toString());
    }

    private static ResponseEntity<ProblemDetail> answer(
            HttpStatus status, String title, String code, String basis, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail(status, title, code, basis, detail));
    }

    private static ProblemDetail detail(HttpStatus status, String title, String code, String basis, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        problem.setProperty("code", code);
        if (!basis.isEmpty()) {
            problem.setProperty("basis", basis);
        }
        return problem;
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
