package io.afterclick.journey;

/** What matters of a sample of net conversion. */
record Label(SampleTask task, int label, long at) {

    static Label cvr(int label, long at) {
        return new Label(SampleTask.CVR, label, at);
    }

    static Label rfr(int label, long at) {
        return new Label(SampleTask.RFR, label, at);
    }
}
