package io.afterclick.job.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Flink's REST interface of one cluster. */
public final class ClusterRest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int FIRST_ERROR = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI cluster;

    public ClusterRest(URI cluster) {
        this.cluster = cluster;
    }

    /** @throws IOException if the cluster does not answer, or refuses */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(cluster.resolve(path)), path);
    }

    /** @throws IOException if the cluster does not answer, or refuses */
    public JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(cluster.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
                path);
    }

    private JsonNode send(HttpRequest.Builder request, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_ERROR) {
            throw new IOException(path + ": expected an answer of the cluster, found status " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}
