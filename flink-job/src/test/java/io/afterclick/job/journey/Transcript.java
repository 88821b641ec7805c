package io.afterclick.job.journey;

import io.afterclick.event.Refused;
import io.afterclick.job.record.SettledOutcome;
import io.afterclick.journey.Delivered;
import io.afterclick.journey.Delivered.ConversionSample;
import io.afterclick.journey.Delivered.GmvOutcome;
import io.afterclick.journey.Delivered.GmvSample;
import io.afterclick.journey.Delivered.NetOutcome;
import java.nio.charset.StandardCharsets;

/** What the journey operator gives away, a line each: complete, so that equal lines mean equal output. */
final class Transcript {

    private Transcript() {}

    static String of(Delivered delivered) {
        return "sample " + delivered;
    }

    static String of(SettledOutcome settled) {
        return "outcome " + settled;
    }

    static String of(Refused refused) {
        return "refused " + refused.kind() + " " + refused.id() + " of " + refused.clickId() + " at " + refused.time()
                + " " + refused.reason() + ": " + refused.detail() + " | "
                + refused.raw().origin() + " + "
                + refused.raw().origin().length() + " | "
                + new String(refused.raw().bytes(), StandardCharsets.UTF_8);
    }

    /** A sample in few words: task, label, and minutes since the click. */
    static String brief(Delivered delivered) {
        long click = delivered.click().time();
        if (delivered instanceof ConversionSample sample) {
            return sample.task() + "=" + sample.label() + minutes(sample.deliveredAt() - click);
        }
        if (delivered instanceof GmvSample sample) {
            return sample.task() + "=" + sample.now().count() + minutes(sample.deliveredAt() - click);
        }
        if (delivered instanceof NetOutcome outcome) {
            return outcome.trajectory().label() + minutes(outcome.decidedAt() - click);
        }
        if (delivered instanceof GmvOutcome outcome) {
            return "GMV=" + outcome.count() + minutes(outcome.decidedAt() - click);
        }
        return "score " + delivered.click().id();
    }

    static String brief(SettledOutcome settled) {
        return brief(settled.outcome()) + (settled.complete() ? "" : " incomplete");
    }

    static String brief(Refused refused) {
        return refused.reason() + " " + refused.id();
    }

    private static String minutes(long sinceClick) {
        double minutes = sinceClick / (double) Events.MINUTE;
        return "@" + (minutes == Math.rint(minutes) ? Long.toString((long) minutes) : Double.toString(minutes));
    }
}
