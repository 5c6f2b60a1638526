import type {Machine} from './machine.ts';

const haystacks = new WeakMap<Machine, string>();

const haystackOf = (machine: Machine): string => {
	const known = haystacks.get(machine);
	if (known !== undefined) {
		return known;
	}

	const {id, name, app, state, region, config} = machine;
	const haystack = [id, name, app, state, region, config?.processGroup ?? '', config?.image ?? ''].join('\n').toLowerCase();
	haystacks.set(machine, haystack);
	return haystack;
};

/** Whether every word of a filter occurs, in any case, in a machine's id, name, app, state, region, process group or image. */
export const matchesFilter = (machine: Machine, filter: string): boolean => {
	const words = filter.toLowerCase().split(/\s+/);
	const haystack = haystackOf(machine);
	return words.every(word => haystack.includes(word));
};
