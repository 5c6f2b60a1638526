import type {Api} from '../api/api.ts';
import type {Clock} from '../domain/clock.ts';
import type {Machine} from '../domain/machine.ts';
import {type ReadingOf, readApps} from './read-apps.ts';

/** Every machine that could be read, and in words what could not. */
export type Reading = Omit<ReadingOf<Machine>, 'items'> & {readonly machines: readonly Machine[]};

/** Reads the machines of some apps, or of all of an organization, once. An app that cannot be read does not hide the others. */
export const readMachines = async (api: Api, apps: readonly string[], organization: string, clock: Clock): Promise<Reading> => {
	const {items, ...rest} = await readApps({api, apps, organization, clock}, async app => {
		const {machines, issues} = await api.listMachines(app);
		return {items: machines, issues: issues.map(({where, problem}) => `${where}: ${problem}`)};
	});
	return {machines: items, ...rest};
};
