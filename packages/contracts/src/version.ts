/** The version of all services, as the service protocol shows it; package.json of the workspace has the same. */
export const version = '0.1.0';
