import type {ResourceKind} from '../domain/resources/table.ts';
import {selectTargets} from '../store/marks.ts';
import {newScreen, type ResourceScreen, selectResourceTargets, selectScreen} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import {asLeft} from '../store/views.ts';
import type {Command, Outcome} from './command.ts';
import {changeView, note} from './outcomes.ts';

/** The apps that a table of things is to be about: those at hand on the screen, those that were chosen, else those of the machines at hand. */
const appsAtHand = (state: State): readonly string[] => {
	const screen = selectScreen(state);
	if (screen?.kind === 'apps') {
		return selectResourceTargets(state).map(({id}) => id);
	}

	const chosen = screen?.apps ?? state.chosenApps;
	if (chosen.length > 0) {
		return chosen;
	}

	const apps = [...new Set(selectTargets(state).map(({app}) => app))];
	return apps.length > 0 ? apps : [...state.feeds.keys()];
};

const isSame = (left: ResourceScreen, right: ResourceScreen): boolean =>
	left.kind === right.kind && left.volumeId === right.volumeId && left.apps.join() === right.apps.join();

/** Opens a table over the present one, or goes back to it where it is open below. */
export const openScreen = ({view}: State, screen: ResourceScreen): Outcome => {
	const index = view.screens.findIndex(open => isSame(open, screen));
	return changeView({screens: index === -1 ? [...view.screens, asLeft(view.views, screen)] : view.screens.slice(0, index + 1)});
};

const open = (state: State, kind: ResourceKind): Outcome => {
	const apps = kind === 'apps' ? [] : appsAtHand(state);
	return kind !== 'apps' && apps.length === 0
		? note(state, 'warning', `There is no app whose ${kind} could be listed: :apps lists the apps.`)
		: openScreen(state, newScreen(kind, apps));
};

const row = (kind: ResourceKind, title: string): Command => ({
	id: kind,
	title,
	keys: [`:${kind}`],
	group: 'view',
	risk: 'none',
	isInPrompt: true,
	run: state => open(state, kind),
});

/** The tables besides that of the machines, by their names. */
export const screenCommands: readonly Command[] = [
	row('apps', 'the apps of the organization: enter shows the machines of one, or of all that are marked'),
	row('volumes', 'the volumes of the app'),
	row('secrets', 'the secrets of the app, by name and digest'),
	row('certificates', 'the certificates of the app'),
	row('ips', 'the addresses of the app'),
];
