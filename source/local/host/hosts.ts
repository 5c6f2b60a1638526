/** Which machines' hosts answer. A host goes down and comes back only by a fault that somebody asked for. */
export type Hosts = {
	readonly isUnreachable: (machineId: string) => boolean;
	/** From now on the hosts of exactly these machines do not answer. */
	readonly setUnreachable: (machineIds: Iterable<string>) => void;
	/** Calls back for each machine whose host stops answering. */
	readonly onFailure: (listener: (machineId: string) => void) => void;
};

export const createHosts = (): Hosts => {
	const listeners: ((machineId: string) => void)[] = [];
	let unreachable: ReadonlySet<string> = new Set();
	return {
		isUnreachable: machineId => unreachable.has(machineId),
		setUnreachable(machineIds) {
			const before = unreachable;
			unreachable = new Set(machineIds);
			for (const machineId of [...unreachable].filter(id => !before.has(id))) {
				for (const listener of listeners) {
					listener(machineId);
				}
			}
		},
		onFailure: listener => void listeners.push(listener),
	};
};
