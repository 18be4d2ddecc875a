package org.mingjian.anchor.store;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.mingjian.anchor.domain.Chain;
import org.mingjian.kernel.crypto.Sm3;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An EVM chain (Ethereum's machine, as many consortium chains have it): the contract {@code Checkpoints} of the folder
 * {@code anchors/}, spoken to in JSON-RPC. Transactions are signed here; the node needs no key of ours.
 */
public final class EvmChain implements Chain {

    private static final HexFormat HEX = HexFormat.of();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int POLLS = 120;
    private static final BigInteger DEPLOYING = BigInteger.valueOf(1_000_000);
    private static final BigInteger WRITING = BigInteger.valueOf(150_000);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI node;
    private final Credentials writer;
    private final String log;
    private final String bytecode;
    private final String deployed;
    private final JsonMapper json;
    private String contract = "";
    private String genesis = "";
    private long chain;

    /**
     * @param key private key of the writer, 64 hexadecimal digits
     * @param origin name of the log; the chain knows it by its SM3
     * @param artefact what {@code anchors/compile.mjs} wrote
     */
    public EvmChain(URI node, String key, String origin, JsonNode artefact, JsonMapper json) {
        this.node = node;
        this.writer = Credentials.create(key);
        this.log = HEX.formatHex(Sm3.digest(origin.getBytes(StandardCharsets.UTF_8)));
        this.bytecode = artefact.path("bytecode").asString();
        this.deployed = artefact.path("deployed").asString();
        this.json = json;
    }

    @Override
    public String place(String known) throws IOException {
        chain = number(call("eth_chainId").asString()).longValueExact();
        String now = genesis();
        String start = "eip155:" + chain + ":";
        String end = "@" + now;
        if (!now.equals(genesis)) {
            genesis = now;
            boolean same = known.startsWith(start) && known.endsWith(end);
            contract = same ? known.substring(start.length(), known.length() - end.length()) : "";
        }
        if (contract.isEmpty()
                || !deployed.equals(call("eth_getCode", contract, "latest").asString(""))) {
            contract = send("", bytecode, DEPLOYING).path("contractAddress").asString();
        }
        return start + contract + end;
    }

    /** The first eight digits of the first block's hash: a chain set up anew gives the same addresses again. */
    private String genesis() throws IOException {
        String hash = call("eth_getBlockByNumber", "0x0", false).path("hash").asString("");
        return hash.length() < 10 ? "" : hash.substring(2, 10);
    }

    @Override
    public Optional<byte[]> rootAt(long size) throws IOException {
        String data = selector("rootAt(bytes32,uint64)") + log + word(size);
        String answer =
                call("eth_call", Map.of("to", contract, "data", data), "latest").asString("");
        byte[] root = answer.length() == 66 ? HEX.parseHex(answer.substring(2)) : new byte[0];
        for (byte one : root) {
            if (one != 0) {
                return Optional.of(root);
            }
        }
        return Optional.empty();
    }

    @Override
    public Written write(long size, byte[] root) throws IOException {
        String data = selector("anchor(bytes32,uint64,bytes32)") + log + word(size) + HEX.formatHex(root);
        JsonNode receipt = send(contract, data, WRITING);
        return new Written(
                receipt.path("transactionHash").asString(),
                number(receipt.path("blockNumber").asString()).longValueExact());
    }

    private static String selector(String signature) {
        return "0x" + HEX.formatHex(Hash.sha3(signature.getBytes(StandardCharsets.US_ASCII)), 0, 4);
    }

    private static String word(long number) {
        return String.format("%064x", number);
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex.substring(2), 16);
    }

    /** Signs, sends, waits for the receipt. */
    private JsonNode send(String to, String data, BigInteger gas) throws IOException {
        BigInteger nonce = number(
                call("eth_getTransactionCount", writer.getAddress(), "pending").asString());
        BigInteger price = number(call("eth_gasPrice").asString());
        RawTransaction transaction = to.isEmpty()
                ? RawTransaction.createContractTransaction(nonce, price, gas, BigInteger.ZERO, data)
                : RawTransaction.createTransaction(nonce, price, gas, to, data);
        byte[] signed = TransactionEncoder.signMessage(transaction, chain, writer);
        String hash =
                call("eth_sendRawTransaction", "0x" + HEX.formatHex(signed)).asString();
        for (int i = 0; i < POLLS; i++) {
            JsonNode receipt = call("eth_getTransactionReceipt", hash);
            if (receipt.isObject()) {
                if (!receipt.path("status").asString("0x1").equals("0x1")) {
                    throw new IOException("the contract refused transaction " + hash);
                }
                return receipt;
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
        throw new IOException("transaction " + hash + " is in no block yet");
    }

    private JsonNode call(String method, Object... parameters) throws IOException {
        String body = json.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", List.of(parameters)));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(node)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            JsonNode read = json.readTree(answer.body());
            if (read.has("error")) {
                throw new IOException(
                        method + ": " + read.path("error").path("message").asString(""));
            }
            return read.path("result");
        } catch (JacksonException notJson) {
            throw new IOException(method + " was not answered in JSON", notJson);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while talking to the chain", stopped);
        }
    }
}
