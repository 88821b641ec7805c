package io.afterclick.learn.layer;

/**
 * Places of a first layer's weight: published models order its columns {@code [out, set · field · dimension]}, and
 * {@link FieldProjection} its rows {@code [field · set · dimension, out]}.
 */
public record FieldMajor(int fields, int sets, int dimension) {

    /** Writes a published weight, {@code [out, sets · fields · dimension]} row by row, into ours. */
    public void fromPublished(float[] published, float[][] ours) {
        int inputs = fields * sets * dimension;
        for (int row = 0; row < inputs; row++) {
            int column = column(row);
            for (int out = 0; out < ours[row].length; out++) {
                ours[row][out] = published[out * inputs + column];
            }
        }
    }

    /** The published order of one of ours. */
    public float[] toPublished(float[][] ours) {
        int inputs = fields * sets * dimension;
        int outputs = ours[0].length;
        float[] published = new float[outputs * inputs];
        for (int row = 0; row < inputs; row++) {
            int column = column(row);
            for (int out = 0; out < outputs; out++) {
                published[out * inputs + column] = ours[row][out];
            }
        }
        return published;
    }

    private int column(int row) {
        int field = row / (sets * dimension);
        int set = row / dimension % sets;
        return (set * fields + field) * dimension + row % dimension;
    }
}
