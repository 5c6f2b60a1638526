/** The state could not be kept: nothing of what was to be changed is. Its message is a sentence that names the directory. */
export class StateFailure extends Error {
	override readonly name = 'StateFailure';
}

/** Waits for the failure of what nobody is there to be told of: an end of a process, or something that fell due. */
export type FailureWatch = {
	/** Does something that may change the state. A failure to keep it is not thrown. */
	readonly guard: (work: () => void) => void;
	/** The first failure. */
	readonly failure: Promise<StateFailure>;
};

export const createFailureWatch = (): FailureWatch => {
	const {promise, resolve} = Promise.withResolvers<StateFailure>();
	return {
		failure: promise,
		guard(work) {
			try {
				work();
			} catch (error) {
				if (!(error instanceof StateFailure)) {
					throw error;
				}

				resolve(error);
			}
		},
	};
};
