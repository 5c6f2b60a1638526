import type {Limit} from '../../http/route.ts';

/** The usual limit: an action on one app. */
export const perApp = (action: string): Limit => ({action, by: 'app'});
