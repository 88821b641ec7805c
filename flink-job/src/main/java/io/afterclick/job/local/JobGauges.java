package io.afterclick.job.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;

/** Numbers that a running job's operators show, asked of its cluster. */
public final class JobGauges {

    private static final int ASKED_AT_ONCE = 20;

    private final ClusterRest cluster;
    private final JobID job;

    JobGauges(URI cluster, JobID job) {
        this.cluster = new ClusterRest(cluster);
        this.job = job;
    }

    /**
     * Metrics by their whole name, each summed over the parallel instances that have it.
     *
     * @param wanted which names to ask for
     */
    public Map<String, Double> sums(Predicate<String> wanted) throws IOException, InterruptedException {
        Map<String, Double> sums = new TreeMap<>();
        for (JsonNode vertex : cluster.get("/jobs/" + job).path("vertices")) {
            String metrics = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            List<String> names = new ArrayList<>();
            for (JsonNode metric : cluster.get(metrics)) {
                String name = metric.path("id").asText();
                if (wanted.test(name)) {
                    names.add(name);
                }
            }
            for (int from = 0; from < names.size(); from += ASKED_AT_ONCE) {
                List<String> some = names.subList(from, Math.min(names.size(), from + ASKED_AT_ONCE));
                String query = URLEncoder.encode(String.join(",", some), StandardCharsets.UTF_8);
                for (JsonNode value : cluster.get(metrics + "?agg=sum&get=" + query)) {
                    sums.merge(value.path("id").asText(), value.path("sum").asDouble(), Double::sum);
                }
            }
        }
        return sums;
    }
}
