import { route } from '#platform/http/route.ts'
import {
  addAccountEndpoint,
  addCertificationEndpoint,
  addContactEndpoint,
  addEnvironmentEndpoint,
  changeAccountEndpoint,
  changeContactEndpoint,
  changeEnvironmentEndpoint,
  endContactEndpoint,
  listContactsEndpoint,
  listEnvironmentsEndpoint,
  readAccountEndpoint,
  readContactEndpoint,
  removeEnvironmentEndpoint,
  restoreContactEndpoint,
} from '../domain/account-contract.ts'
import {
  changeCertificationEndpoint,
  listCertificationsEndpoint,
  ownCertificationsEndpoint,
  readProofEndpoint,
  revokeCertificationEndpoint,
} from '../domain/certification-contract.ts'
import { findContactsEndpoint, listProductsEndpoint } from '../domain/contract.ts'
import { addAccount } from './add-account.ts'
import { addCertification } from './add-certification.ts'
import { addContact } from './add-contact.ts'
import { addEnvironment } from './add-environment.ts'
import { changeAccount } from './change-account.ts'
import { changeCertification, revokeCertification } from './change-certification.ts'
import { changeContact } from './change-contact.ts'
import { changeEnvironment } from './change-environment.ts'
import { endContact } from './end-contact.ts'
import { findContacts } from './find-contacts.ts'
import { listCertifications, ownCertifications, readProof } from './list-certifications.ts'
import { listContacts } from './list-contacts.ts'
import { listEnvironments } from './list-environments.ts'
import { listProducts } from './list-products.ts'
import { readAccount } from './read-account.ts'
import { removeEnvironment } from './remove-environment.ts'
import { restoreContact } from './restore-contact.ts'
import { showContact } from './show-contact.ts'
import { showEnvironment } from './show-environment.ts'

export const accountRoutes = [
  route(listProductsEndpoint, 'product.read', listProducts),
  route(findContactsEndpoint, 'contact.find', findContacts),
  route(addAccountEndpoint, 'account.write', addAccount),
  route(readAccountEndpoint, 'account.read', readAccount),
  route(changeAccountEndpoint, 'account.write', changeAccount),
  route(listContactsEndpoint, 'account.read', listContacts),
  route(addContactEndpoint, 'account.write', async (ctx, { id: accountId, ...contact }) =>
    showContact(ctx, await addContact(ctx, { accountId, ...contact })),
  ),
  route(readContactEndpoint, 'account.read', showContact),
  route(changeContactEndpoint, 'account.write', changeContact),
  route(endContactEndpoint, 'account.write', async (ctx, { id }) => {
    await endContact(ctx, { contactId: id })
    return showContact(ctx, { id })
  }),
  route(restoreContactEndpoint, 'account.write', restoreContact),
  route(addCertificationEndpoint, 'account.write', async (ctx, { id, ...certification }) => {
    await addCertification(ctx, { contactId: id, ...certification })
    return showContact(ctx, { id })
  }),
  route(listCertificationsEndpoint, 'account.read', listCertifications),
  route(ownCertificationsEndpoint, 'certification.read', (ctx) => ownCertifications(ctx)),
  route(changeCertificationEndpoint, 'account.write', changeCertification),
  route(revokeCertificationEndpoint, 'account.write', revokeCertification),
  route(readProofEndpoint, 'account.read', readProof),
  route(listEnvironmentsEndpoint, 'account.read', listEnvironments),
  route(addEnvironmentEndpoint, 'account.write', async (ctx, { id: accountId, ...environment }) =>
    showEnvironment(ctx, await addEnvironment(ctx, { accountId, ...environment })),
  ),
  route(changeEnvironmentEndpoint, 'account.write', changeEnvironment),
  route(removeEnvironmentEndpoint, 'account.write', removeEnvironment),
]
