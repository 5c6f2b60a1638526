import {keptBriefly} from '../kept-text.ts';
import type {Lease, Machine} from '../machine.ts';
import {stateSinceMs} from '../since.ts';
import {ulidTimeMs} from '../ulid.ts';
import type {Aspect, Change} from './record.ts';

/** A value as a poll shows it. `sinceMs` is when it began, where the API tells. */
export type Seen = Omit<Change, 'atMs'> & {readonly sinceMs: number | undefined};

const usual = (value: string, usualValue: string): string => (value === usualValue ? '' : value);

/** Every aspect of a machine as it is, with the lease that counts. The output of a check is that of the moment its status changed. */
export const aspectsOf = (machine: Machine, lease: Lease | undefined): ReadonlyMap<Aspect, Seen> => {
	const {state, instanceId, config, cordoned, hostStatus, checks} = machine;
	const all: readonly Seen[] = [
		{aspect: 'state', value: state, detail: '', sinceMs: stateSinceMs(machine)},
		...(instanceId === undefined
			? []
			: [{aspect: 'version', value: instanceId, detail: config?.image ?? '', sinceMs: ulidTimeMs(instanceId)} as const]),
		{aspect: 'lease', value: lease?.owner ?? '', detail: keptBriefly(lease?.description ?? ''), sinceMs: undefined},
		{aspect: 'cordoned', value: cordoned ? 'cordoned' : '', detail: '', sinceMs: undefined},
		{aspect: 'host', value: usual(hostStatus, 'ok'), detail: '', sinceMs: undefined},
		...checks.map(
			({name, status, output, updatedAtMs}): Seen => ({
				aspect: `check:${name}`,
				value: status,
				detail: keptBriefly(output),
				sinceMs: updatedAtMs,
			}),
		),
	];
	return new Map(all.map(seen => [seen.aspect, seen]));
};
