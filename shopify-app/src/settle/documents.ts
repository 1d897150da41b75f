import { graphql } from '../admin-api/admin-api.ts'

export const SHOP = graphql`
  query Shop {
    shop {
      id
      name
      ianaTimezone
      currencyCode
      primaryDomain {
        host
      }
      plan {
        publicDisplayName
        shopifyPlus
        partnerDevelopment
      }
    }
    currentAppInstallation {
      id
      accessScopes {
        handle
      }
      metafields(first: 10, namespace: "loods") {
        nodes {
          key
          value
        }
      }
    }
  }
`

export interface ShopAnswer {
  shop: {
    id: string
    name: string
    ianaTimezone: string
    currencyCode: string
    primaryDomain: { host: string }
    plan: { publicDisplayName: string; shopifyPlus: boolean; partnerDevelopment: boolean }
  }
  currentAppInstallation: {
    id: string
    accessScopes: Array<{ handle: string }>
    metafields: { nodes: Array<{ key: string; value: string }> }
  }
}

export const SET_METAFIELDS = graphql`
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      userErrors {
        message
      }
    }
  }
`

export const PIXEL = graphql`
  query Pixel {
    webPixel {
      id
      settings
    }
  }
`

export interface PixelAnswer {
  webPixel: { id: string; settings: unknown } | null
}

export const CREATE_PIXEL = graphql`
  mutation CreatePixel($webPixel: WebPixelInput!) {
    webPixelCreate(webPixel: $webPixel) {
      userErrors {
        message
      }
      webPixel {
        id
      }
    }
  }
`

export const UPDATE_PIXEL = graphql`
  mutation UpdatePixel($id: ID!, $webPixel: WebPixelInput!) {
    webPixelUpdate(id: $id, webPixel: $webPixel) {
      userErrors {
        message
      }
      webPixel {
        id
      }
    }
  }
`
