import type {Guest, Machine} from '../machine.ts';
import type {Listed} from './listed.ts';

/** What the list of an organization tells of a machine: no events, no checks, no lease and little of its config. */
export type OrganizationMachine = Pick<
	Machine,
	'id' | 'app' | 'name' | 'state' | 'region' | 'instanceId' | 'privateIp' | 'createdAtMs' | 'updatedAtMs'
> & {
	readonly image: string;
	readonly guest: Guest | undefined;
	readonly processGroup: string | undefined;
};

/** All machines of an organization, as far as the regions answered. */
export type OrganizationMachines = Listed<OrganizationMachine> & {
	/** The regions that did not answer: their machines are missing. */
	readonly errorRegions: readonly string[];
};
