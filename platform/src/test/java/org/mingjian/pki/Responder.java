package org.mingjian.pki;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;

/** A certificate authority's two services on this machine: {@code /ocsp} and {@code /list}. */
public final class Responder implements AutoCloseable {

    private final HttpServer server;
    private final Issue.Made authority;
    private final Instant now;
    private final CountDownLatch closing = new CountDownLatch(1);
    public final Set<String> revoked = ConcurrentHashMap.newKeySet();
    public final AtomicInteger questions = new AtomicInteger();
    public volatile Issue.Keys signer;
    public volatile boolean silent;
    public volatile boolean replaying;
    public volatile Duration age = Duration.ZERO;
    public volatile byte[] list = {};
    private final Map<String, byte[]> recorded = new ConcurrentHashMap<>();

    public Responder(Issue.Made authority, Instant now) {
        this.authority = authority;
        this.now = now;
        this.signer = authority.keys();
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/ocsp", exchange -> {
            questions.incrementAndGet();
            byte[] question = exchange.getRequestBody().readAllBytes();
            if (silent) {
                await();
            }
            byte[] answer = answer(question);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/list", exchange -> {
            exchange.sendResponseHeaders(list.length == 0 ? 404 : 200, list.length == 0 ? -1 : list.length);
            exchange.getResponseBody().write(list);
            exchange.close();
        });
        server.start();
    }

    private void await() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private byte[] answer(byte[] question) {
        try {
            OCSPReq request = new OCSPReq(question);
            String key =
                    request.getRequestList()[0].getCertID().getSerialNumber().toString(16);
            if (replaying && recorded.containsKey(key)) {
                return recorded.get(key);
            }
            var sha1 = new BcDigestCalculatorProvider()
                    .get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE));
            SubjectPublicKeyInfo info = new X509CertificateHolder(authority.der()).getSubjectPublicKeyInfo();
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(info, sha1);
            Date from = Date.from(now.minus(age).minusSeconds(60));
            Date to = Date.from(now.minus(age).plus(Duration.ofHours(2)));
            for (Req one : request.getRequestList()) {
                boolean bad = revoked.contains(one.getCertID().getSerialNumber().toString(16));
                CertificateStatus status = bad ? new RevokedStatus(from, 1) : CertificateStatus.GOOD;
                builder.addResponse(one.getCertID(), status, from, to, null);
            }
            Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            builder.setResponseExtensions(new Extensions(nonce));
            byte[] answer = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(signer.signer(false), new X509CertificateHolder[0], from))
                    .getEncoded();
            recorded.put(key, answer);
            return answer;
        } catch (IOException | OCSPException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
