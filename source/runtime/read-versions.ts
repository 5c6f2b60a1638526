import type {Api} from '../api/api.ts';
import {diffConfigs} from '../domain/config/diff.ts';
import type {VersionList} from '../store/drafts.ts';
import type {Target} from '../store/state.ts';
import {causeInWords} from './failure.ts';
import {readPresentConfig} from './present-config.ts';

/** The configs that a machine had, and how much each differs from the one that it has. What cannot be read is told in the answer. */
export const readVersions = async (api: Api, target: Target, signal: AbortSignal): Promise<VersionList> => {
	try {
		const {items, issues} = await api.listVersions(target.app, target.id, {signal});
		const present = await readPresentConfig(api, target, signal);
		const live = present.ok ? present : undefined;
		return {
			rows: items.map(({version, config: {image}, exactConfig}) => ({
				version,
				image,
				config: exactConfig,
				changeCount: live === undefined ? undefined : diffConfigs(live.config, exactConfig).length,
				isLive: version === live?.instanceId,
			})),
			problem: present.ok ? issues[0]?.problem : present.why,
		};
	} catch (error) {
		return {rows: [], problem: `The versions could not be read: ${causeInWords(error)}`};
	}
};
