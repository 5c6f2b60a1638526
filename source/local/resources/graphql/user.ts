import {localOwner} from '../../http/create-machine.ts';
import type {GraphNode} from './execute.ts';

/** The one user that this server has. */
export const userNode: GraphNode = {__typename: 'User', id: 'local', email: localOwner, name: localOwner};
