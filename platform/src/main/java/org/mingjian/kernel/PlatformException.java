package org.mingjian.kernel;

/** A failure with its code: not found, conflict, forbidden, an outside system down. */
public final class PlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;

    public PlatformException(ErrorCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public PlatformException(ErrorCode code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
