import type {Json} from '../../domain/json.ts';
import type {App} from '../../domain/resources/app.ts';
import {filledText, integer, object, text} from './values.ts';

/** An app; only its name is needed. Answers of 2022 had no id: the name, which is unique too, takes its place. */
export const decodeApp = (body: Json): App | undefined => {
	const app = object(body);
	const name = filledText(app?.name);
	if (app === undefined || name === undefined) {
		return undefined;
	}

	return {
		id: filledText(app.id) ?? name,
		name,
		status: text(app.status) ?? '',
		organizationSlug: filledText(object(app.organization)?.slug),
		machineCount: integer(app.machine_count),
	};
};

/** The apps of an organization; undefined for a body that holds no list of apps. An app without a name is left out: nothing can be asked about it. */
export const decodeAppList = (body: Json): readonly App[] | undefined => {
	const apps = object(body)?.apps;
	if (apps === null) {
		return [];
	}

	return Array.isArray(apps) ? apps.map(decodeApp).filter(app => app !== undefined) : undefined;
};
