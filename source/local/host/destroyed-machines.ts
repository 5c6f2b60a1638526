import type {Store} from './store.ts';

/** How many destroyed machines are kept, over all apps, for lists that include them: the newest. */
const destroyedLimit = 1000;

/** Forgets the machines that were destroyed first when there are too many of them. Those that the store has already count. */
export const boundDestroyedMachines = (store: Store): void => {
	const ids = new Set(
		[...store.machines()]
			.filter(({state}) => state === 'destroyed')
			.toSorted((left, right) => left.updatedAtMs - right.updatedAtMs)
			.map(({id}) => id),
	);

	const trim = (): void =>
		store.together(() => {
			for (const id of [...ids].slice(0, Math.max(0, ids.size - destroyedLimit))) {
				store.forget(id);
			}
		});

	store.onChange((after, before) => {
		if (after === undefined) {
			ids.delete(before?.id ?? '');
		} else if (after.state === 'destroyed') {
			ids.add(after.id);
			trim();
		}
	});
	trim();
};
