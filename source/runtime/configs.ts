import type {Effect} from '../commands/command.ts';
import type {ActionRecorder} from './action-recorder.ts';
import {type ChangeRunnerOptions, createChangeRunner} from './change-runner.ts';
import {type Creator, type CreatorOptions, createCreator} from './creator.ts';
import {type ConfigEditor, createConfigEditor} from './editor.ts';
import {createVersionsLoader} from './versions-loader.ts';

/** What is asked about the configs of machines, and of those that are to be made. */
export type ConfigEffect = Extract<
	Effect,
	{readonly type: 'clone' | 'read-regions' | 'create-machine' | 'load-versions' | 'compare' | 'apply-change'}
>;

type ConfigsOptions = Omit<CreatorOptions & ChangeRunnerOptions, 'record'> & {readonly recordAct: ActionRecorder['recordAct']};

export type Configs = Pick<Creator, 'editForm'> &
	Pick<ConfigEditor, 'edit'> & {
		/** Answers when it is done. */
		readonly perform: (effect: ConfigEffect) => Promise<unknown>;
		/** Answers when nothing is under way any more. */
		readonly stop: () => Promise<void>;
	};

/** What has to do with configs, wired together: edited, compared, changed, and given to new machines. */
export const createConfigs = ({recordAct, ...options}: ConfigsOptions): Configs => {
	const editor = createConfigEditor(options);
	const versions = createVersionsLoader(options);
	const changes = createChangeRunner({...options, record: ending => recordAct({what: 'change', ...ending})});
	const creator = createCreator({...options, record: ending => recordAct({what: 'create', ...ending})});
	return {
		edit: editor.edit,
		editForm: creator.editForm,
		async perform(effect) {
			switch (effect.type) {
				case 'clone':
					return creator.clone(effect.target);
				case 'read-regions':
					return creator.readRegions();
				case 'create-machine':
					return creator.create(effect.plan);
				case 'load-versions':
					return versions.load(effect.target);
				case 'compare':
					return versions.compare(effect.target, effect.comparison, effect.isOffered);
				case 'apply-change':
					return changes.apply(effect.draft);
			}
		},
		async stop() {
			versions.stop();
			editor.stop();
			await Promise.all([changes.stop(), creator.stop()]);
		},
	};
};
