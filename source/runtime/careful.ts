/** Does work that must never get in the way: its first failure is told, and what failed answers `otherwise`. */
export const createCareful = (tell: (error: unknown) => void) => {
	let isTold = false;
	return <Answer>(work: () => Answer, otherwise: Answer): Answer => {
		try {
			return work();
		} catch (error) {
			if (!isTold) {
				isTold = true;
				tell(error);
			}

			return otherwise;
		}
	};
};
