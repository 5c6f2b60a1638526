import fc from 'fast-check';

/**
 * Draws the same cases in every run, so that a failing run is the fault of what was changed and can be repeated as it is.
 * `FLYDECK_SEED=<integer>` draws others, to search.
 */
fc.configureGlobal({...fc.readConfigureGlobal(), seed: Number(process.env.FLYDECK_SEED ?? 1)});
