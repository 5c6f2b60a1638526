import type {Calls} from './api.ts';
import type {Guard} from './guard.ts';

/** The calls, of which those that read machines and volumes tell a guard where these are. */
export const tellingPlaces = (calls: Calls, {saw}: Guard): Calls => ({
	...calls,
	async listMachines(app, ...rest) {
		const list = await calls.listMachines(app, ...rest);
		saw('machines', app, list.machines, true);
		return list;
	},
	async getMachine(app, ...rest) {
		const machine = await calls.getMachine(app, ...rest);
		saw('machines', app, [machine], false);
		return machine;
	},
	async listVolumes(app, ...rest) {
		const list = await calls.listVolumes(app, ...rest);
		saw('volumes', app, list.items, true);
		return list;
	},
});
