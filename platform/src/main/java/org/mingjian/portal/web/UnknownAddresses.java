package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.mingjian.portal.app.PortalError;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** An address that nothing answers to: a page for browsers; the interface's own answer is left alone. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownAddresses {

    private final PortalProblems problems;

    UnknownAddresses(PortalProblems problems) {
        this.problems = problems;
    }

    @ExceptionHandler(exception = NoResourceFoundException.class, produces = "text/html")
    ResponseEntity<byte[]> unknown(HttpServletRequest request) {
        PortalError error = PortalError.PAGE_NOT_FOUND;
        return problems.answer(request, HttpStatus.NOT_FOUND, error.title(), error.name(), request.getRequestURI());
    }
}
