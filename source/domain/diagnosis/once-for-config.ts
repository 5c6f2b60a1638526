import type {Machine, MachineConfig} from '../machine.ts';

/** What is read of a machine's config, once for each config: machines that are alike share theirs. `none` where there is no config. */
export const onceForConfig = <Value extends NonNullable<unknown> | undefined>(
	read: (config: MachineConfig) => Value,
	none: Value,
): ((machine: Pick<Machine, 'config'>) => Value) => {
	const known = new WeakMap<MachineConfig, {readonly value: Value}>();
	return ({config}) => {
		if (config === undefined) {
			return none;
		}

		const found = known.get(config) ?? {value: read(config)};
		known.set(config, found);
		return found.value;
	};
};
